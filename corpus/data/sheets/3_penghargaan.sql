SELECT -- Penghargaan: satu baris untuk setiap penghargaan atau keikutsertaan yang diberitakan.
  v.winner AS "Penerima", -- Inovasi, daerah, atau instansi.
  r.official_name AS "Wilayah", -- Wilayah penerima.
  coalesce(v.scheme_name, v.scheme) AS "Kompetisi", -- Nama kompetisi.
  v.rank AS "Peringkat", -- Seperti ditulis berita.
  v.year AS "Tahun kompetisi", -- Kosong bila berita tidak menyebutnya.
  v.level AS "Tingkat", -- Kabupaten, provinsi, nasional, atau internasional.
  CASE v.status WHEN 'submitted' THEN 'diajukan' WHEN 'shortlisted' THEN 'lolos seleksi'
    WHEN 'won' THEN 'meraih' END AS "Hasil", -- Diajukan, lolos seleksi, atau meraih.
  v.prize AS "Hadiah", -- Uang atau dana seperti ditulis berita.
  v.quote AS "Kutipan", -- Kalimat yang menjadi bukti.
  v.title AS "Judul berita", -- Judul berita.
  v.outlet AS "Media", -- Nama media.
  v.published AS "Tanggal terbit", -- Tanggal berita terbit.
  v.url AS "Tautan berita", -- Alamat berita.
  v.confidence AS "Keyakinan", -- Seberapa yakin mesin, dari 0 sampai 1.
  v.review_status AS "Status", -- Otomatis: ditemukan mesin; diperiksa: sudah dibaca orang; ditolak: keliru.
  v.innovation_id AS "ID inovasi", -- Kosong bila penerimanya daerah atau instansi.
  v.article_id AS "ID berita" -- Tanda pengenal berita.
FROM v_awards AS v LEFT JOIN regions AS r ON r.code = v.region
WHERE v.article_id IN (SELECT value FROM json_each(:articles))
  AND (v.innovation_id IN (SELECT value FROM json_each(:innovations))
    OR (:all_facts AND v.innovation_id IS NULL))
ORDER BY v.year IS NULL, v.year DESC, v.scheme, v.rank, v.winner, v.article_id, v.quote
