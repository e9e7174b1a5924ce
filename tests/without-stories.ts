/** The archive version before stories. */
export const BEFORE_STORIES = 14

/** The archive version before marks on names that the archive linked. */
export const BEFORE_INFERRED = 20

/** Reverts the migrations from stories on, for archives of earlier versions. */
export const WITHOUT_STORIES = `
  drop index article_story; drop index article_unfound; drop table story_key; drop table story_redirect;
  alter table article drop column story; alter table article drop column founds;
  alter table entity drop column stories; alter table tie drop column stories;
  alter table state drop column stories; alter table tie drop column weight; alter table named drop column aside;
  alter table role drop column since; alter table role drop column until; alter table said drop column inferred;
  drop table analysis; drop table standing; drop table located;`
