create table lineage (
  kind varchar(16) not null,
  name varchar(65536) not null,
  location varchar(128) not null,
  body varchar(1000000) not null,
  sequence bigint not null
);

create index lineage_by_name on lineage (kind, name);

create table inherited_tags (
  sequence bigint primary key,
  table_name varchar(65536) not null,
  how varchar(64) not null,
  body varchar(1000000) not null,
  session varchar(128) not null,
  at_nanos bigint not null,
  revoked boolean not null,
  revoked_reason varchar(65536) not null,
  revoked_by varchar(65536) not null
);

create index inherited_tags_by_table on inherited_tags (table_name);

create table seen_columns (
  name varchar(65536) not null,
  body varchar(1000000) not null,
  times bigint not null,
  last_nanos bigint not null
);

create index seen_columns_by_name on seen_columns (name);

create table detector_finds (
  column_name varchar(65536) not null,
  detector varchar(128) not null,
  reaction varchar(128) not null,
  value_count bigint not null,
  last_nanos bigint not null
);

create index detector_finds_by_column on detector_finds (column_name, detector);
