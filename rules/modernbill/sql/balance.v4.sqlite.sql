-- As balance.v4.mysql.sql; decimal_sum and decimal_sub are exact.
select c.client_id as client,
       coalesce(decimal_sum(decimal_sub(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0'),
                                        coalesce(nullif(replace(trim(r.reg_bill), ',', ''), ''), '0'))), '0') as balance
from client_info c
left join client_register r on r.client_id = c.client_id
group by c.client_id
