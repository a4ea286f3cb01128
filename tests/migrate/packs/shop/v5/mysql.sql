create table currency (code varchar(3) primary key, name varchar(40) not null) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
create table country (code varchar(2) primary key, name varchar(40) not null) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
create table period (code integer primary key, name varchar(20) not null) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
create table account (
    id bigint not null auto_increment primary key,
    name varchar(20) not null,
    email varchar(100) unique,
    status varchar(16) not null,
    country varchar(2),
    foreign key (country) references country (code),
    postcode varchar(10),
    pin varchar(4),
    created_at datetime(6),
    born_on date,
    currency varchar(3) not null,
    foreign key (currency) references currency (code),
    source_ref varchar(64) not null unique
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
create table price (
    id bigint not null auto_increment primary key,
    plan integer not null,
    period integer not null,
    amount decimal(12,2) not null,
    setup decimal(12,2) not null,
    source_ref varchar(64) not null unique
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
create table service (
    id bigint not null auto_increment primary key,
    account_id bigint not null,
    foreign key (account_id) references account (id),
    parent_id bigint,
    foreign key (parent_id) references service (id),
    qty smallint not null,
    discount decimal(5,2) not null,
    yearly boolean not null,
    source_ref varchar(64) not null unique
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
create table bill (
    id bigint not null auto_increment primary key,
    account_id bigint not null,
    foreign key (account_id) references account (id),
    total decimal(12,2) not null,
    source_ref varchar(64) not null unique,
    constraint bill_total check (total < 5000)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
create table bill_line (
    id bigint not null auto_increment primary key,
    bill_id bigint not null,
    foreign key (bill_id) references bill (id),
    position integer not null,
    kind varchar(10) not null,
    what varchar(40) not null,
    amount decimal(12,2) not null,
    source_ref varchar(64) not null unique
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
