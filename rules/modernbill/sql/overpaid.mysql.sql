-- Invoices of which more was paid than they ask, by their own word or by their payments in the ledger, in whole cents.
select i.invoice_id, i.invoice_amount, i.invoice_amount_paid, sum(cast(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0') as decimal(30,8))) as paid_in_ledger
from client_invoice i
left join client_register r on r.invoice_id = i.invoice_id
group by i.invoice_id, i.invoice_amount, i.invoice_amount_paid
having (round(i.invoice_amount_paid * 100) > round(i.invoice_amount * 100) and i.invoice_amount_paid * 100 > 0)
    or (round(sum(cast(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0') as decimal(30,8))) * 100) > round(i.invoice_amount * 100)
        and sum(cast(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0') as decimal(30,8))) > 0)
