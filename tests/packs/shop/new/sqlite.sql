-- The new shop for SQLite. decimal_text, date_text and instant_text have TEXT affinity: money is exact. Keep in step
-- with postgresql.sql.

create table country (
    code varchar(2) primary key,
    name varchar(60) not null
);

create table person (
    id integer primary key,
    given_names varchar(60),
    family_name varchar(80) not null,
    email varchar(80) not null unique,
    password_md5 varchar(32),
    born_on date_text,
    newsletter boolean_int not null,
    status varchar(10) not null,
    joined_at instant_text not null,
    created_by varchar(20) not null default 'migration',
    constraint person_status check (status in ('active', 'blocked'))
);

create table address (
    person_id integer primary key references person (id),
    lines varchar(80) not null,
    postcode varchar(12),
    city varchar(60) not null,
    country varchar(2) not null references country (code)
);

create table phone (
    person_id integer not null references person (id),
    position integer not null,
    number varchar(30) not null,
    primary key (person_id, position)
);

create table article (
    sku varchar(20) primary key,
    title varchar(100) not null,
    price decimal_text(10,2) not null,
    vat_rate decimal_text(4,3) not null,
    on_sale boolean_int not null,
    constraint article_price check (price + 0 >= 0)
);

create table sales_order (
    number integer primary key,
    person_id integer not null references person (id),
    placed_at instant_text not null,
    paid_at instant_text,
    state varchar(10) not null,
    shipping decimal_text(10,2) not null,
    total decimal_text(12,2) not null,
    remark text,
    constraint sales_order_state check (state in ('new', 'paid', 'shipped', 'cancelled'))
);

create table order_item (
    order_number integer not null references sales_order (number),
    position integer not null,
    reference varchar(20) not null unique,
    sku varchar(20) not null references article (sku),
    quantity integer not null,
    unit_price decimal_text(10,2) not null,
    discount_rate decimal_text(3,2) not null,
    amount decimal_text(12,2) not null,
    primary key (order_number, position),
    constraint order_item_quantity check (quantity > 0)
);

create table payment (
    reference varchar(20) primary key,
    order_number integer not null references sales_order (number),
    method varchar(16) not null,
    amount decimal_text(12,2) not null,
    received_on date_text
);
