/** Changes whenever equal text may give a different reading. In its own file so that reading it does not load the gazetteer. */
export const EXTRACTOR_VERSION = '20'
