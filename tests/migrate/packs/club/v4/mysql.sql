create table clubs (club_id int primary key, name varchar(100));
create table members (member_id int primary key, club_id int, name varchar(100));
create table badges (badge_id int primary key, member_id int);
