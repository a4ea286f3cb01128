create table currency (code varchar(3) primary key, name varchar(40) not null);
create table country (code varchar(2) primary key, name varchar(40) not null);
create table period (code integer primary key, name varchar(20) not null);
create table account (
    id integer primary key autoincrement,
    name varchar(20) not null,
    email varchar(100) unique,
    status varchar(16) not null,
    country varchar(2) references country (code),
    postcode varchar(10),
    pin varchar(4),
    created_at instant_text,
    born_on date_text,
    currency varchar(3) not null references currency (code),
    source_ref varchar(64) not null unique
);
create table price (
    id integer primary key autoincrement,
    plan integer not null,
    period integer not null,
    amount decimal_text(12,2) not null,
    setup decimal_text(12,2) not null,
    source_ref varchar(64) not null unique
);
create table service (
    id integer primary key autoincrement,
    account_id bigint not null references account (id),
    parent_id bigint references service (id),
    qty smallint not null,
    discount decimal_text(5,2) not null,
    yearly boolean_int not null,
    source_ref varchar(64) not null unique
);
create table bill (
    id integer primary key autoincrement,
    account_id bigint not null references account (id),
    total decimal_text(12,2) not null,
    source_ref varchar(64) not null unique,
    constraint bill_total check (total + 0 < 5000)
);
create table bill_line (
    id integer primary key autoincrement,
    bill_id bigint not null references bill (id),
    position integer not null,
    kind varchar(10) not null,
    what varchar(40) not null,
    amount decimal_text(12,2) not null,
    source_ref varchar(64) not null unique
);
