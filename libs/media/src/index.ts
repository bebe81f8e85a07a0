export { encodeVideo, type VideoEncoder } from './encode-video';
export type { VideoOptions } from './video-options';
export { findFfmpeg } from './ffmpeg-binary';
export { probeVideo, type VideoFacts } from './probe-video';
export { contactSheet, type ContactSheetOptions } from './contact-sheet';
export { encodePng, posterJpeg, readImage, writePng, type PosterOptions, type RasterImage } from './images';
export { stampNotice } from './stamp-notice';
export { htmlOf } from './documents/html-document';
export { pdfOf } from './documents/pdf-document';
