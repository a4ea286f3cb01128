create table club (id integer primary key, name text);
create table member (id integer primary key, club_id integer references club, name text, source_ref text);
create table badge (id integer primary key, member_id integer not null references member);
