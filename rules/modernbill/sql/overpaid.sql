-- Invoices of which more was paid than they ask, by their own word or by their payments in the ledger, in whole cents.
-- From the ledger to the invoice: v4 has an index on the invoice's number there, and none in the ledger.
select invoice_id, invoice_amount, invoice_amount_paid
from client_invoice
where round(invoice_amount_paid * 100) > round(invoice_amount * 100) and invoice_amount_paid * 100 > 0
union
select i.invoice_id, i.invoice_amount, i.invoice_amount_paid
from (select r.invoice_id, sum(cast(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0') as decimal(30,8))) as paid
      from client_register r where coalesce(trim(r.reg_payment), '') not in ('', '0', '0.0', '0.00') group by r.invoice_id) l
join client_invoice i on i.invoice_id = l.invoice_id
where l.paid > 0 and round(l.paid * 100) > round(i.invoice_amount * 100)
