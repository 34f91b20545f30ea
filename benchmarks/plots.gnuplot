# Draws what benchmarks/report has prepared. The colours can be told from a white page and from a black one.
set encoding utf8
grey = '#808080'
set border 3 linecolor rgb grey
set tics nomirror textcolor rgb grey
set xlabel textcolor rgb grey
set ylabel textcolor rgb grey
set title textcolor rgb grey
set key textcolor rgb grey
set datafile separator tab
only(scenario, measure) = sprintf("< awk -F'\t' '$1 == \"%s\" && $4 == \"%s\"' %s/growth", scenario, measure, folder)
of(scenario, measure, variant) = \
  sprintf("< awk -F'\t' '$1 == \"%s\" && $4 == \"%s\" && $3 == \"%s\"' %s/growth", scenario, measure, variant, folder)

set terminal svg size 760,420 dynamic font 'sans-serif,13'
set output pictures.'/performance-ratios.svg'
ratios = sprintf("< awk -F'\t' '$3 ~ / : / && ($4 == \"answers/s\" || $4 == \"MB/s\" || $4 == \"events/s\")' %s/side-by-side", folder)
set title 'Throughput as a ratio: median, lowest and highest round'
set lmargin 34
set yrange [*:*] reverse
set ytics out
set grid xtics linecolor rgb grey linewidth 0.5
set xrange [0:*]
set offsets 0, 0, 0.5, 0.5
set arrow 1 from 1, graph 0 to 1, graph 1 nohead linecolor rgb grey dashtype 2
unset key
plot ratios using 5:0:6:7:ytic(sprintf('%s, %s', strcol(1), strcol(3))) with xerrorbars \
  linecolor rgb '#2f8f5b' linewidth 2 pointtype 7 pointsize 0.6
unset arrow 1
unset lmargin
set offsets 0, 0, 0, 0

set terminal svg size 760,330 dynamic font 'sans-serif,13'
set output pictures.'/performance-growth.svg'
set yrange [0:*] noreverse
set xrange [*:*]
set ytics autofreq
set logscale x
set format x '%.0f'
set key top left
set multiplot layout 1,2
set title 'Processor time of an exchange, µs'
set xlabel 'connections'
plot of('connections', 'CPU µs', 'with') using 2:5 with linespoints title 'healthy, with' linecolor rgb '#2f8f5b' linewidth 2 pointtype 7 pointsize 0.5, \
  of('connections', 'CPU µs', 'without') using 2:5 with linespoints title 'healthy, without' linecolor rgb grey linewidth 2 pointtype 7 pointsize 0.5, \
  of('connections', 'CPU µs', 'failure') using 2:5 with linespoints title 'failure' linecolor rgb '#d07020' linewidth 2 pointtype 7 pointsize 0.5
set title 'Memory of kept pages, MB'
set xlabel 'pages: languages × brands'
plot only('pages', 'kept MB') using 2:5 with points notitle linecolor rgb '#2f8f5b' pointtype 7 pointsize 0.6
unset multiplot
