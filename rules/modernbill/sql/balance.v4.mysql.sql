-- What each client owes (negative) or has in hand, summed by the server: payments less bills (modernbill.md 1.9). Amounts
-- are text: '' is nothing, thousands commas are dropped.
select c.client_id as client,
       coalesce(sum(cast(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0') as decimal(30,8))
                  - cast(coalesce(nullif(replace(trim(r.reg_bill), ',', ''), ''), '0') as decimal(30,8))), 0) as balance
from client_info c
left join client_register r on r.client_id = c.client_id
group by c.client_id
