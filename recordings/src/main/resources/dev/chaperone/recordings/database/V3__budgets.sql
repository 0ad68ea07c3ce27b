create table budget_open (
  id varchar(128) not null,
  budget varchar(128) not null,
  subject varchar(65536) not null,
  window_nanos bigint not null,
  bytes bigint not null,
  row_count bigint not null,
  sensitive_values bigint not null,
  reserved_nanos bigint not null,
  sequence bigint not null
);

create index budget_open_by_id on budget_open (id);

create table budget_spent (
  budget varchar(128) not null,
  subject varchar(65536) not null,
  begun_nanos bigint not null,
  last_nanos bigint not null,
  ends_nanos bigint not null,
  window_nanos bigint not null,
  bytes bigint not null,
  row_count bigint not null,
  sensitive_values bigint not null
);

create index budget_spent_by_account on budget_spent (budget, subject, begun_nanos);
create index budget_spent_by_last on budget_spent (last_nanos);
create index budget_spent_by_end on budget_spent (ends_nanos);

alter table exchanges add column verdict varchar(16) default '' not null;

create index exchanges_by_time on exchanges (received_nanos);
