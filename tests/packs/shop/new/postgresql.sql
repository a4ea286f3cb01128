-- The new shop: a customer is a person with an address and telephones; amounts are money, moments are moments.

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
    born_on date,
    newsletter boolean not null,
    status varchar(10) not null,
    joined_at timestamptz not null,
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
    position smallint not null,
    number varchar(30) not null,
    primary key (person_id, position)
);

create table article (
    sku varchar(20) primary key,
    title varchar(100) not null,
    price numeric(10,2) not null,
    vat_rate numeric(4,3) not null,
    on_sale boolean not null,
    constraint article_price check (price >= 0)
);

create table sales_order (
    number integer primary key,
    person_id integer not null references person (id),
    placed_at timestamptz not null,
    paid_at timestamptz,
    state varchar(10) not null,
    shipping numeric(10,2) not null,
    total numeric(12,2) not null,
    remark text,
    constraint sales_order_state check (state in ('new', 'paid', 'shipped', 'cancelled'))
);

create table order_item (
    order_number integer not null references sales_order (number),
    position smallint not null,
    reference varchar(20) not null unique,
    sku varchar(20) not null references article (sku),
    quantity integer not null,
    unit_price numeric(10,2) not null,
    discount_rate numeric(3,2) not null,
    amount numeric(12,2) not null,
    primary key (order_number, position),
    constraint order_item_quantity check (quantity > 0)
);

create table payment (
    reference varchar(20) primary key,
    order_number integer not null references sales_order (number),
    method varchar(16) not null,
    amount numeric(12,2) not null,
    received_on date
);
