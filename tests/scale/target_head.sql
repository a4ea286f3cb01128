-- The head of the target: partitioned tables whose partitions lie on two data servers. PORT1 and PORT2 stand for theirs.
create extension postgres_fdw;
create server data1 foreign data wrapper postgres_fdw
    options (host '127.0.0.1', port 'PORT1', dbname 'new', fetch_size '10000', async_capable 'true');
create server data2 foreign data wrapper postgres_fdw
    options (host '127.0.0.1', port 'PORT2', dbname 'new', fetch_size '10000', async_capable 'true');
create user mapping for public server data1 options (user 'postgres', password_required 'false');
create user mapping for public server data2 options (user 'postgres', password_required 'false');
create table account (number integer primary key, name text not null);
create table invoice (
    number integer not null,
    account integer not null,
    state text not null,
    total numeric(12,2) not null,
    issued_at timestamptz not null,
    due_on date,
    remark text
) partition by range (number);
create foreign table invoice_one partition of invoice for values from (minvalue) to (500001)
    server data1 options (table_name 'invoice');
create foreign table invoice_two partition of invoice for values from (500001) to (maxvalue)
    server data2 options (table_name 'invoice');
create table invoice_line (
    id integer not null,
    invoice integer not null,
    total numeric(12,2) not null,
    description text not null
) partition by range (id);
create foreign table invoice_line_one partition of invoice_line for values from (minvalue) to (1000001)
    server data1 options (table_name 'invoice_line');
create foreign table invoice_line_two partition of invoice_line for values from (1000001) to (maxvalue)
    server data2 options (table_name 'invoice_line');
