export { callTaskOf, modelOf } from './call-task';
export { checkpointed, checkpointName, keepCheckpoint } from './checkpointed';
export { mapBounded } from './map-bounded';
export { provenanceOf, sumOfUse, useOf, type ModelUse } from './model-use';
export { readPrompt } from './read-prompt';
