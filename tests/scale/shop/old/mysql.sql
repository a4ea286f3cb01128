-- What a data server holds. Its head has tables of the same columns in front of several such; clients are few, and each
-- server has them all.
create table clients (id int not null primary key, name varchar(60) not null) character set utf8mb4;
create table invoices (
    id int not null primary key,
    client_id int not null,
    status tinyint not null,
    amount decimal(12,2) not null,
    issued int not null,
    due date,
    note varchar(200)
) character set utf8mb4;
create table items (
    id int not null primary key,
    invoice_id int not null,
    amount decimal(12,2) not null,
    text varchar(200) not null
) character set utf8mb4;
