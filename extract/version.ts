/** Changes whenever equal text may give another reading; apart, so that asking for it loads no gazetteer. */
export const EXTRACTOR_VERSION = '7'
