-- By what money could move, in a v5 that says it is defanged. Its automation is held off by a rule of its own, rehearsal or not.
select 'gateway' as kind, m.code as name, m.gateway as found from payment_method m
where m.gateway is not null
  and exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'call-back' as kind, s.name as name, s.value as found from setting s
where s.namespace = 'callback' and s.value <> '' and s.value <> 'off'
  and exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'agreement' as kind, g.source_ref as name, g.status as found from gateway_agreement g
where g.status <> 'cancelled'
  and exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'card' as kind, i.source_ref as name, i.kind as found from stored_instrument i
where (i.brand is not null or i.last4 is not null or i.exp_month is not null or i.exp_year is not null or i.vault_ref is not null)
  and exists (select 1 from rehearsal r where r.name = 'defanged')
