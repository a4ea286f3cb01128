-- Invoices that say less than what was paid: the ledger's payments are more than their amount paid, in whole cents; or v4 holds them open (pending,
-- queued) although they are paid by their amount or by the ledger. Void and refunded ones are asked nothing.
select i.invoice_id, i.invoice_amount, i.invoice_amount_paid, i.invoice_status
from client_invoice i
join client_register r on r.invoice_id = i.invoice_id
where coalesce(i.invoice_status, 0) not in (2, 4)
group by i.invoice_id, i.invoice_amount, i.invoice_amount_paid, i.invoice_status
having round(sum(cast(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0') as decimal(30,8))) * 100) > round(i.invoice_amount_paid * 100)
    or (coalesce(i.invoice_status, 0) not in (0, 1) and round(i.invoice_amount * 100) > 0
        and (round(i.invoice_amount_paid * 100) >= round(i.invoice_amount * 100) or round(sum(cast(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0') as decimal(30,8))) * 100) >= round(i.invoice_amount * 100)))
