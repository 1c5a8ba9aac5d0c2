export { SummarizeHandler } from './summarize-handler';
export { joinSentences, summarizeText } from './summarize-text';
export { lineGap } from './text-blocks';
export { isContentWord, termOf, wordsOf } from './words';
