create table store_state (
  id integer primary key,
  last_sequence bigint not null,
  frame_count bigint not null,
  check_value varchar(64) not null
);

insert into store_state (id, last_sequence, frame_count, check_value) values (1, 0, 0, '');

create table sessions (
  id varchar(128) primary key,
  first_sequence bigint not null,
  issuer varchar(65536) not null,
  subject varchar(65536) not null,
  agent varchar(65536) not null,
  model varchar(65536) not null,
  purpose varchar(65536) not null,
  agent_groups varchar(1000000) not null,
  source_address varchar(65536) not null,
  source_uid bigint not null,
  source_pid bigint not null,
  source_executable varchar(65536) not null,
  client varchar(65536) not null,
  state varchar(16) not null,
  opened_nanos bigint not null,
  active_nanos bigint not null,
  frames bigint not null,
  head varchar(64) not null,
  operator_unprotected boolean not null
);

create index sessions_by_start on sessions (first_sequence);
create index sessions_by_state on sessions (state);

create table exchanges (
  id varchar(128) primary key,
  session varchar(128) not null,
  first_sequence bigint not null,
  received_nanos bigint not null,
  issuer varchar(65536) not null,
  subject varchar(65536) not null,
  agent varchar(65536) not null,
  method varchar(65536) not null,
  path varchar(65536) not null,
  api_method varchar(65536) not null,
  effect varchar(65536) not null,
  sql_text varchar(1000000) not null,
  dry_run boolean not null,
  job_project varchar(65536) not null,
  job_location varchar(65536) not null,
  job_id varchar(65536) not null,
  decision varchar(65536) not null,
  source_address varchar(65536) not null,
  source_uid bigint not null,
  source_pid bigint not null,
  source_executable varchar(65536) not null,
  client varchar(65536) not null,
  state varchar(16) not null,
  status integer not null,
  duration_nanos bigint not null,
  request_bytes bigint not null,
  response_bytes bigint not null,
  row_count bigint not null,
  total_rows bigint not null,
  bytes_processed bigint not null,
  bytes_billed bigint not null,
  statement_type varchar(65536) not null,
  error_reason varchar(65536) not null,
  error_message varchar(1000000) not null
);

create index exchanges_by_session on exchanges (session, first_sequence);

create table frames (
  sequence bigint primary key,
  session varchar(128) not null,
  session_sequence bigint not null,
  exchange varchar(128),
  type varchar(128) not null
);

create index frames_by_session on frames (session, session_sequence);
create index frames_by_exchange on frames (exchange, sequence);

create table ownership (
  kind varchar(16) not null,
  name varchar(65536) not null,
  location varchar(128) not null,
  issuer varchar(65536) not null,
  subject varchar(65536) not null,
  agent varchar(65536) not null,
  session varchar(128) not null,
  sequence bigint not null
);

create index ownership_by_name on ownership (kind, name);
create index ownership_by_sequence on ownership (sequence);

create table agents (
  name varchar(65536) primary key,
  agent_groups varchar(1000000) not null,
  model varchar(65536) not null,
  purpose varchar(65536) not null,
  created_nanos bigint not null,
  expires varchar(64) not null,
  revoked boolean not null,
  generation bigint not null
);

create table erasures (
  sequence bigint primary key,
  done boolean not null,
  compacted boolean not null
);
