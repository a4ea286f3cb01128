-- Invoices that say they are paid and of which the ledger has too little, in whole cents.
-- v4 itself breaks this lawfully: a card batch writes its payment without the invoice (modernbill.md 3.8). Such a payment is the client's, names no
-- invoice and has just the missing amount. An invoice of nothing is paid without a payment (problem 64); a void or refunded one owes none.
-- From the invoice to sums of the ledger, which has no index: each is read once.
select i.invoice_id, i.client_id, i.invoice_amount, i.invoice_amount_paid, coalesce(l.cents, 0) / 100 as in_ledger
from client_invoice i
left join (select r.invoice_id, round(sum(cast(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0') as decimal(30,8))) * 100) as cents from client_register r
           where r.invoice_id <> 0 and coalesce(trim(r.reg_payment), '') not in ('', '0', '0.0', '0.00') group by r.invoice_id) l on l.invoice_id = i.invoice_id
left join (select distinct r.client_id, round(cast(coalesce(nullif(replace(trim(r.reg_payment), ',', ''), ''), '0') as decimal(30,8)) * 100) as cents
           from client_register r left join client_invoice n on n.invoice_id = r.invoice_id
           where n.invoice_id is null and coalesce(trim(r.reg_payment), '') not in ('', '0', '0.0', '0.00')) w
    on w.client_id = i.client_id and w.cents = round(i.invoice_amount * 100) - coalesce(l.cents, 0)
where coalesce(i.invoice_status, 0) in (0, 1) and round(i.invoice_amount * 100) > 0 and round(i.invoice_amount_paid * 100) >= round(i.invoice_amount * 100)
    and coalesce(l.cents, 0) < round(i.invoice_amount * 100) and w.client_id is null
