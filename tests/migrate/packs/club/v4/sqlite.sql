create table clubs (club_id int primary key, name varchar(100));
create table periods (code int primary key);
create table tariffs (club_id int primary key, prices varchar(255));
create table members (member_id int primary key, club_id int, name varchar(100));
create table badges (badge_id int primary key, member_id int);
