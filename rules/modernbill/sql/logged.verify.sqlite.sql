-- The services behind each invoice: "cp_id <tab> name of its product", one a line. A service that is gone has no number here.
left join (
    select for_invoice, group_concat(line, char(10)) as services
    from (
        select l.invoice_id as for_invoice, l.cp_id as place,
               ifnull(c.cp_id, '') || char(9) || ifnull(replace(replace(k.pack_name, char(10), ' '), char(9), ' '), 'Package ' || l.cp_id) as line
        from invoice_log l
        left join client_package c on c.cp_id = l.cp_id
        left join package_type k on k.pack_id = c.pack_id
        group by l.invoice_id, l.cp_id
        order by l.invoice_id, l.cp_id
    )
    group by for_invoice
) s on s.for_invoice = client_invoice.invoice_id
