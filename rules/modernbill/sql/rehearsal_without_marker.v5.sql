-- Addresses that only a rehearsal has, in a v5 that does not say that it is one.
select 'account_contact' as holder, 'email' as field, source_ref as number, email as address from account_contact
where email like '%@${rehearsal_domain}'
  and not exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'app_user' as holder, 'email' as field, source_ref as number, email as address from app_user
where email like '%@${rehearsal_domain}'
  and not exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'app_user' as holder, 'username' as field, source_ref as number, username as address from app_user
where username like '%@${rehearsal_domain}'
  and not exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'staff' as holder, 'email' as field, source_ref as number, email as address from staff
where email like '%@${rehearsal_domain}'
  and not exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'staff' as holder, 'username' as field, source_ref as number, username as address from staff
where username like '%@${rehearsal_domain}'
  and not exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'news' as holder, 'author_email' as field, source_ref as number, author_email as address from news
where author_email like '%@${rehearsal_domain}'
  and not exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'hosting_mailbox' as holder, 'username' as field, source_ref as number, username as address from hosting_mailbox
where username like '%@${rehearsal_domain}'
  and not exists (select 1 from rehearsal r where r.name = 'defanged')
