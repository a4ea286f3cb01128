create table invoice (
    number integer primary key,
    account integer not null,
    state text not null,
    currency varchar(3) not null,
    total numeric(12,2) not null,
    tax numeric(12,2) not null,
    settled numeric(12,2) not null,
    issued_at timestamptz,
    due_on date,
    settled_at timestamptz,
    mailed boolean not null,
    remark text
);
create table invoice_line (
    id integer primary key,
    invoice integer not null,
    position integer not null,
    quantity integer not null,
    price numeric(12,2) not null,
    total numeric(12,2) not null,
    description text not null
);
