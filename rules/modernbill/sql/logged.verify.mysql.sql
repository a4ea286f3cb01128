-- The services behind each invoice: "cp_id <tab> name of its product", one a line. A service that is gone has no number here.
left join (
    select g.for_invoice,
           group_concat(g.service, char(9 using latin1), g.called order by g.place separator '
') as services
    from (
        select l.invoice_id as for_invoice, l.cp_id as place, min(coalesce(c.cp_id, '')) as service,
               min(case when k.pack_name is null then concat('Package ', l.cp_id)
                        else replace(replace(k.pack_name, char(10 using latin1), ' '), char(9 using latin1), ' ') end) as called
        from package_type k
        join client_package c on c.pack_id = k.pack_id
        right join invoice_log l on l.cp_id = c.cp_id
        group by l.invoice_id, l.cp_id
    ) g
    group by g.for_invoice
) s on s.for_invoice = client_invoice.invoice_id
