create table customer (id int primary key, name varchar(100), email varchar(100), status varchar(10), country varchar(10),
                       zip varchar(10), pin varchar(20), since int);
create table plan_type (plan_id int primary key, price varchar(255), setup varchar(255));
create table used_cycles (plan_id int, used varchar(100));
create table service (service_id int primary key, customer_id int, parent_id int, cycle varchar(10), qty int,
                      discount varchar(10), state varchar(10));
create table bill (bill_id int primary key, customer_id int, amount varchar(20), cart varchar(4000));
