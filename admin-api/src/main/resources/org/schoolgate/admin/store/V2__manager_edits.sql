-- What the action of an entry is about: of "recategorise" the category, of "ignore" the list.
alter table entries add column category varchar(64);
alter table entries add column list varchar(256);
