-- Invoices that a gateway has accepted (auth_return 1), has given a number of its own, or has in its queue (-1, 99), and that v4 holds to be unpaid.
select invoice_id
from client_invoice
where coalesce(invoice_date_paid, 0) = 0 and cast(invoice_amount_paid as decimal(12,2)) < cast(invoice_amount as decimal(12,2))
    and coalesce(invoice_status, 0) not in (2, 4)
    and (auth_return = 1 or coalesce(invoice_status, 0) in (-1, 99) or trim(trans_id) not in ('', '0'))
order by invoice_id
