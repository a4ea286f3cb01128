-- The services behind each invoice: "cp_id <tab> name of its product", one a line. A service that is gone has no number here.
left join (
    select g.for_invoice,
           string_agg(coalesce(g.service::varchar, '') || chr(9) || g.called, chr(10) order by g.place) as services
    from (
        select distinct l.invoice_id as for_invoice, l.cp_id as place, c.cp_id as service,
               coalesce(replace(replace(k.pack_name, chr(10), ' '), chr(9), ' '), 'Package ' || l.cp_id::varchar) as called
        from invoice_log l
        left join (client_package c left join package_type k on k.pack_id = c.pack_id) on c.cp_id = l.cp_id
    ) g
    group by g.for_invoice
) s on s.for_invoice = client_invoice.invoice_id
