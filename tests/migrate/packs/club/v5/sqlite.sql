create table club (id integer primary key, name text);
create table period (code integer primary key);
create table fee (id integer primary key, club_id integer references club, period integer references period, amount numeric);
create table member (id integer primary key, club_id integer references club, name text, source_ref text);
create table badge (id integer primary key, member_id integer not null references member);
