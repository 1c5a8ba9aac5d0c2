export { PdfxtractHandler } from './pdfxtract-handler';
