-- The services behind each invoice: "cp_id <tab> name of its product", one a line. A service that is gone has no number here.
-- Asked of each invoice: MySQL would keep a list of all on disk, for it is text, and look into it as often.
left join (
    select i.invoice_id as for_invoice,
           (select group_concat(coalesce(c.cp_id, ''), char(9 using latin1),
                   case when k.pack_name is null then concat('Package ', l.cp_id)
                    else replace(replace(k.pack_name, char(10 using latin1), ' '), char(9 using latin1), ' ') end
                order by l.cp_id separator '
')
            from (select distinct invoice_id, cp_id from invoice_log) l
            left join (client_package c join package_type k on k.pack_id = c.pack_id) on c.cp_id = l.cp_id
            where l.invoice_id = i.invoice_id) as services
    from client_invoice i
) s on s.for_invoice = client_invoice.invoice_id
