-- Invoices whose payments in the ledger are more than the invoice says was paid, in whole cents.
select i.invoice_id, i.invoice_amount_paid
from client_invoice i
join client_register r on r.invoice_id = i.invoice_id
where coalesce(i.invoice_status, 0) not in (2, 4)
group by i.invoice_id, i.invoice_amount_paid
having round(cast(decimal_sum(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0')) as real) * 100) > round(i.invoice_amount_paid * 100)
