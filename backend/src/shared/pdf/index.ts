export { inspectPdf, type PdfSignature } from './pdf-signature';
