-- Invoices of which more was paid than they ask, by their own word or by their payments in the ledger, in whole cents.
select i.invoice_id, i.invoice_amount, i.invoice_amount_paid, cast(decimal_sum(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0')) as real) as paid_in_ledger
from client_invoice i
left join client_register r on r.invoice_id = i.invoice_id
group by i.invoice_id, i.invoice_amount, i.invoice_amount_paid
having (round(i.invoice_amount_paid * 100) > round(i.invoice_amount * 100) and i.invoice_amount_paid * 100 > 0)
    or (round(cast(decimal_sum(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0')) as real) * 100) > round(i.invoice_amount * 100)
        and cast(decimal_sum(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0')) as real) > 0)
