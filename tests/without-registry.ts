/** Reverts an archive to before it had a registry of names, for tests of migrations. */
export const WITHOUT_REGISTRY = `
  alter table reading drop column told;
  drop table heard; drop table assignment; drop table exception; drop table given; drop table redirect;
  drop table entity_name; drop table joined; drop table candidate; drop table stale; drop table settled;
  drop table decision; alter table state drop column restored; drop table key;
  drop table collection; drop table saved_search; drop table said; alter table reading drop column quotations;`
