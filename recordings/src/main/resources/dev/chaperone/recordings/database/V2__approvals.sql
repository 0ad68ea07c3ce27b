create table holds (
  id varchar(128) primary key,
  state varchar(16) not null,
  step bigint not null,
  kind varchar(16) not null,
  session varchar(128) not null,
  exchange varchar(128) not null,
  issuer varchar(65536) not null,
  subject varchar(65536) not null,
  agent varchar(65536) not null,
  api_method varchar(65536) not null,
  http_method varchar(65536) not null,
  path varchar(65536) not null,
  sql_text varchar(1000000) not null,
  statement_kinds varchar(65536) not null,
  job_project varchar(65536) not null,
  job_location varchar(65536) not null,
  job_id varchar(65536) not null,
  policy_rule varchar(65536) not null,
  reason varchar(1000000) not null,
  bytes bigint not null,
  byte_cap bigint not null,
  created_nanos bigint not null,
  expires_nanos bigint not null,
  changed_nanos bigint not null,
  decider varchar(65536) not null,
  decider_how varchar(32) not null,
  detail varchar(1000000) not null,
  cause varchar(128) not null,
  successor varchar(128) not null,
  replaces varchar(128) not null,
  first_sequence bigint not null
);

create index holds_by_state on holds (state, changed_nanos);
create index holds_by_job on holds (job_id);
create index holds_by_start on holds (first_sequence);

create table grants (
  id varchar(128) primary key,
  issuer varchar(65536) not null,
  subject varchar(65536) not null,
  agent varchar(65536) not null,
  fingerprint varchar(65536) not null,
  table_names varchar(1000000) not null,
  maximum_bytes bigint not null,
  use_count bigint not null,
  uses_left bigint not null,
  created_nanos bigint not null,
  expires_nanos bigint not null,
  revoked boolean not null,
  hold varchar(128) not null,
  decider varchar(65536) not null,
  decider_how varchar(32) not null,
  reason varchar(1000000) not null,
  first_sequence bigint not null
);

create table approval_frames (
  sequence bigint primary key,
  subject_id varchar(128) not null
);

create index approval_frames_by_subject on approval_frames (subject_id, sequence);
