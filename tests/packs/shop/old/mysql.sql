-- The old shop as it grew: latin1 with later utf8 columns, cents as integers, clocks of the shop's own town, no
-- foreign keys.

create table customers (
    cust_no int not null auto_increment primary key,
    name varchar(80) not null,
    email varchar(80) not null,
    password varchar(32) not null default '',
    phones varchar(60) not null default '',
    street varchar(80) not null default '',
    zip varchar(12) not null default '',
    city varchar(60) not null default '',
    country char(2) not null default 'NL',
    born date not null default '0000-00-00',
    newsletter char(1) not null default '',
    status tinyint not null default 1,
    joined datetime not null,
    last_seen datetime
) engine = innodb default charset = latin1;

create table products (
    sku varchar(20) not null primary key,
    title varchar(100) character set utf8 not null,
    price_cents int not null,
    vat char(1) not null default 'H',
    on_sale tinyint not null default 1
) engine = innodb default charset = latin1;

create table orders (
    order_no int not null primary key,
    cust_no int not null,
    placed datetime not null,
    paid datetime not null default '0000-00-00 00:00:00',
    state char(1) not null default 'N',
    shipping_cents int not null default 0,
    remark varchar(255) character set utf8
) engine = innodb default charset = latin1;

create table order_lines (
    order_no int not null,
    line_no smallint not null,
    sku varchar(20) not null,
    qty int not null,
    price_cents int not null,
    discount tinyint not null default 0,
    primary key (order_no, line_no)
) engine = innodb default charset = latin1;

create table payments (
    order_no int not null,
    seq smallint not null,
    method char(2) not null,
    amount_cents int not null,
    received date not null default '0000-00-00',
    primary key (order_no, seq)
) engine = innodb default charset = latin1;

create table baskets (
    session varchar(32) not null primary key,
    content text
) engine = innodb default charset = latin1;
