-- What could charge or mail on its own, in a v5 that says it is defanged.
select 'gateway' as kind, m.code as name, m.gateway as found from payment_method m
where m.gateway is not null
  and exists (select 1 from setting d where d.namespace = 'rehearsal' and d.name = 'defanged')
union all
select 'switch' as kind, 'billing_queue' as name, '' as found from setting d
where d.namespace = 'rehearsal' and d.name = 'defanged'
  and not exists (select 1 from setting s where s.namespace = 'rehearsal' and s.name = 'billing_queue' and s.value = 'off')
union all
select 'switch' as kind, 'outgoing_mail' as name, '' as found from setting d
where d.namespace = 'rehearsal' and d.name = 'defanged'
  and not exists (select 1 from setting s where s.namespace = 'rehearsal' and s.name = 'outgoing_mail' and s.value = 'off')
