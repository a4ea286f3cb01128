-- Clients whose bills less payments in the ledger are not what their invoices leave open, in whole cents.
select b.client_id, b.owes, coalesce(o.open_sum, 0) as open_sum
from (select r.client_id, round(sum(cast(coalesce(nullif(replace(trim(r.reg_bill), ',', ''), ''), '0') as decimal(30,8))) * 100) - round(sum(cast(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0') as decimal(30,8))) * 100) as owes
      from client_register r group by r.client_id) b
join client_info c on c.client_id = b.client_id
left join (select client_id, sum(round(invoice_amount * 100) - round(invoice_amount_paid * 100)) as open_sum
           from client_invoice where coalesce(invoice_status, 0) not in (2, 4) group by client_id) o
    on o.client_id = b.client_id
where b.owes <> coalesce(o.open_sum, 0)
