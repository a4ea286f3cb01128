-- The head of the source: Spider shows the rows of two data servers as one table. PORT1 and PORT2 stand for theirs.
create server data1 foreign data wrapper mysql options (host '127.0.0.1', port PORT1, user 'root', database 'old');
create server data2 foreign data wrapper mysql options (host '127.0.0.1', port PORT2, user 'root', database 'old');
create table clients (id int not null primary key, name varchar(60) not null) character set utf8mb4;
create table invoices (
    id int not null primary key,
    client_id int not null,
    status tinyint not null,
    amount decimal(12,2) not null,
    issued int not null,
    due date,
    note varchar(200)
) engine=spider character set utf8mb4 comment='wrapper "mysql", table "invoices"'
partition by range (id) (
    partition one values less than (500001) comment='srv "data1"',
    partition two values less than maxvalue comment='srv "data2"'
);
create table items (
    id int not null primary key,
    invoice_id int not null,
    amount decimal(12,2) not null,
    text varchar(200) not null
) engine=spider character set utf8mb4 comment='wrapper "mysql", table "items"'
partition by range (id) (
    partition one values less than (1000001) comment='srv "data1"',
    partition two values less than maxvalue comment='srv "data2"'
);
