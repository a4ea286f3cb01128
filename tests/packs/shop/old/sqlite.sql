-- The old shop, as near as SQLite has MySQL's types.

create table customers (
    cust_no integer primary key autoincrement,
    name varchar(80) not null,
    email varchar(80) not null,
    password varchar(32) not null default '',
    phones varchar(60) not null default '',
    street varchar(80) not null default '',
    zip varchar(12) not null default '',
    city varchar(60) not null default '',
    country varchar(2) not null default 'NL',
    born date_text not null default '0000-00-00',
    newsletter varchar(1) not null default '',
    status integer not null default 1,
    joined datetime_text not null,
    last_seen datetime_text
);

create table products (
    sku varchar(20) not null primary key,
    title varchar(100) not null,
    price_cents integer not null,
    vat varchar(1) not null default 'H',
    on_sale integer not null default 1
);

create table orders (
    order_no integer not null primary key,
    cust_no integer not null,
    placed datetime_text not null,
    paid datetime_text not null default '0000-00-00 00:00:00',
    state varchar(1) not null default 'N',
    shipping_cents integer not null default 0,
    remark varchar(255)
);

create table order_lines (
    order_no integer not null,
    line_no integer not null,
    sku varchar(20) not null,
    qty integer not null,
    price_cents integer not null,
    discount integer not null default 0,
    primary key (order_no, line_no)
);

create table payments (
    order_no integer not null,
    seq integer not null,
    method varchar(2) not null,
    amount_cents integer not null,
    received date_text not null default '0000-00-00',
    primary key (order_no, seq)
);

create table baskets (
    session varchar(32) not null primary key,
    content text
);
