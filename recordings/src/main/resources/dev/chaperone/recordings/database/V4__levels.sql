alter table exchanges add column recording varchar(16) default '' not null;
