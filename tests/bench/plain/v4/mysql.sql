create table invoices (
    id int not null primary key,
    client_id int not null,
    status tinyint not null,
    currency char(3) not null,
    amount decimal(12,2) not null,
    tax decimal(12,2) not null,
    paid decimal(12,2) not null,
    issued int not null,
    due int not null,
    paid_at int not null,
    sent tinyint(1) not null,
    note varchar(80)
) engine=InnoDB character set utf8mb4;
create table items (
    id int not null primary key,
    invoice_id int not null,
    position int not null,
    qty int not null,
    price decimal(12,2) not null,
    amount decimal(12,2) not null,
    text varchar(80) not null
) engine=InnoDB character set utf8mb4;
