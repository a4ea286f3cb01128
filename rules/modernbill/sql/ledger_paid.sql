-- Invoices that say less than what was paid: the ledger's payments are more than their amount paid, in whole cents; or v4 holds them open (pending,
-- queued) although they are paid by their amount or by the ledger. Void and refunded ones are asked nothing.
-- From the ledger to the invoice: v4 has an index on the invoice's number there, and none in the ledger, which is summed first.
select i.invoice_id, i.invoice_amount, i.invoice_amount_paid, i.invoice_status
from (select r.invoice_id, round(sum(cast(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0') as decimal(30,8))) * 100) as cents
      from client_register r group by r.invoice_id) l
join client_invoice i on i.invoice_id = l.invoice_id
where coalesce(i.invoice_status, 0) not in (2, 4)
    and (l.cents > round(i.invoice_amount_paid * 100)
        or (coalesce(i.invoice_status, 0) not in (0, 1) and round(i.invoice_amount * 100) > 0
            and (round(i.invoice_amount_paid * 100) >= round(i.invoice_amount * 100) or l.cents >= round(i.invoice_amount * 100))))
