select cust_no, 1 as place, phones as written from customers where status <> 9 and phones <> ''
union all
select cust_no, 2 as place, phones as written from customers where status <> 9 and phones like '%/%'
