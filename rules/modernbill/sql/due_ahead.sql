-- When open invoices fall due.
select invoice_date_due
from client_invoice
where invoice_date_due >= ? and invoice_date_due < ? and coalesce(invoice_date_paid, 0) = 0 and coalesce(invoice_status, 0) not in (2, 4)
