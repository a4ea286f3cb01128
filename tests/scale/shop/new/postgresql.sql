-- What a data server holds. Its head has partitioned tables of the same columns in front of several such; accounts are
-- few, and each server has them all.
create table account (number integer primary key, name text not null);
create table invoice (
    number integer primary key,
    account integer not null,
    state text not null check (state in ('open', 'paid', 'void')),
    total numeric(12,2) not null,
    issued_at timestamptz not null,
    due_on date,
    remark text
);
create table invoice_line (
    id integer primary key,
    invoice integer not null,
    total numeric(12,2) not null,
    description text not null
);
