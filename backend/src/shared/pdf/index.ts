export { inspectPdf } from './pdf-signature';
